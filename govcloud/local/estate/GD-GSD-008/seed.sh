#!/bin/sh
# 广东政务服务网: a web face over PostgreSQL, with what citizens uploaded
. ./seed_lib
make_account portal 2008
install_program portal
install -d -m 2770 -o portal -g portal /srv/uploads /srv/uploads/entries
for day in $(seq 1 25); do
    folder=/srv/uploads/2019-05-$(printf %02d "$day")
    mkdir "$folder"
    for number in $(seq 1 20); do
        printf "申请材料 %s-%s（合成数据）\n" "$day" "$number" >"$folder/材料 $number.txt"
    done
    touch -d "2019-05-$(printf %02d "$day")T09:30:00Z" "$folder"/*
done
chown -R portal: /srv/uploads/2019-*
setfacl -R -m u:www-data:rX /srv/uploads/2019-05-01
setfattr -n user.origin -v hall "/srv/uploads/2019-05-01/材料 1.txt"
start_postgresql
fill_postgresql portal
install_service portal

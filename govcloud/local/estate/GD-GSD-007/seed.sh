#!/bin/sh
# 粤省事: a web face over a folder, which looks whether the identity platform is there
. ./seed_lib
make_account yueshengshi 2007
install_program yueshengshi
install -d -m 2750 -o yueshengshi -g yueshengshi /srv/yueshengshi /srv/yueshengshi/entries
for number in $(seq 1 300); do
    name=$(printf %08d "$number")
    printf "办事预约第 %s 号（合成数据）" "$number" >"/srv/yueshengshi/entries/$name.txt"
done
chown yueshengshi: /srv/yueshengshi/entries/*
touch -d 2019-05-21T08:00:00Z /srv/yueshengshi/entries/*
install_service yueshengshi

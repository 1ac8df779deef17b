#!/bin/sh
# 户籍人口信息交换: extracts of one department, delivered point to point to another
. ./seed_lib
make_account exchange 2031
install_program exchange
install -d -m 2770 -o exchange -g exchange /srv/exchange /srv/exchange/outgoing /srv/exchange/delivered
for number in $(seq 1 40); do
    file=/srv/exchange/outgoing/register-$(printf %03d "$number").csv
    awk -v batch="$number" "BEGIN {
        print \"编号,区划,变动\"
        for (row = 1; row <= 100; row++) printf \"SYN%03d%04d,%d,迁入\\n\", batch, row, 440100 + batch
    }" >"$file"
    touch -d 2019-06-01T00:00:00Z "$file"
done
chown exchange: /srv/exchange/outgoing/*
/usr/bin/python3 /opt/exchange/stand_in.py /opt/exchange/app.json once
install_service exchange

#!/bin/sh
# 牵挂你: a worker without a web face; cases are dropped into its queue
. ./seed_lib
make_account qianguani 2051
install_program qianguani
install -d -m 2770 -o qianguani -g qianguani /srv/qianguani /srv/qianguani/new /srv/qianguani/done
for number in $(seq 1 200); do
    file=/srv/qianguani/new/case-$(printf %05d "$number").json
    printf "{\"case\": %s, \"place\": \"福建\", \"synthetic\": true}\n" "$number" >"$file"
done
chown qianguani: /srv/qianguani/new/*
/usr/bin/python3 /opt/qianguani/stand_in.py /opt/qianguani/app.json once
install_service qianguani

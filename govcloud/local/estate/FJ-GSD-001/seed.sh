#!/bin/sh
# 闽政通: a web face over a folder
. ./seed_lib
make_account minzhengtong 2041
install_program minzhengtong
install -d -m 2750 -o minzhengtong -g minzhengtong /srv/minzhengtong /srv/minzhengtong/entries
for number in $(seq 1 200); do
    name=$(printf %08d "$number")
    printf "便民服务第 %s 项（合成数据）" "$number" >"/srv/minzhengtong/entries/$name.txt"
done
chown minzhengtong: /srv/minzhengtong/entries/*
touch -d 2019-04-12T08:00:00Z /srv/minzhengtong/entries/*
install_service minzhengtong

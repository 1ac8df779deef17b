#!/bin/sh
# 全省协同办公平台: a web face over MariaDB
. ./seed_lib
make_account oa 2009
install_program oa
start_mariadb
fill_mariadb oa
install_service oa

#!/bin/sh
# 统一身份认证平台: a web face over PostgreSQL
. ./seed_lib
make_account identity 2001
install_program identity
start_postgresql
fill_postgresql identity
install_service identity

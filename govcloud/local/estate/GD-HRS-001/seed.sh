#!/bin/sh
# 社会保险历史档案: a static archive, with every kind of file name and permission
. ./seed_lib
make_account archive 2021
groupadd --gid 2090 readers
install -d -m 2750 -o archive -g readers /srv/archive
/usr/bin/python3 archive /srv/archive
setfacl -m u:archive:rwx,g:readers:rx,d:u:archive:rwx,d:g:readers:rx /srv/archive/2003
setfacl -m u:www-data:r /srv/archive/2004/000/00000.dat /srv/archive/2004/000/00001.dat

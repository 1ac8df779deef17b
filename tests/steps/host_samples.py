"""What hosts of several kinds answer, written by hand after the forms that their tools print; 合成数据 / SYNTHETIC."""

from __future__ import annotations

CENTOS_7 = {
    "system": """os:NAME="CentOS Linux"
os:ID="centos"
os:VERSION_ID="7"
release:CentOS Linux release 7.9.2009 (Core)
uname:Linux|3.10.0-1160.el7.x86_64|#1 SMP Mon Oct 19 16:18:59 UTC 2020|x86_64|db-01.example.gov.cn
sys_vendor:VMware, Inc.
product_name:VMware Virtual Platform
product_uuid:4223F1C0-1111-2222-3333-444455556666
product_serial:VMware-42 23 f1 c0
hypervisor:yes
""",
    "processor": """cores:8
model: Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz
MemTotal:       16266516 kB
SwapTotal:       8257532 kB
""",
    "disks": """@lsblk
sda disk 107374182400
sda1 part 1073741824
sda2 part 106299392000
centos-root lvm 53687091200
sdb disk 536870912000
sr0 rom 1073741312
""",
    "filesystems": """Filesystem              Type     1024-blocks    Used Available Capacity Mounted on
devtmpfs                devtmpfs     8121208       0   8121208       0% /dev
/dev/mapper/centos-root xfs         52403200 8123456  44279744      16% /
/dev/sda1               xfs          1038336  189112    849224      19% /boot
/dev/sdb                xfs        524032000 1048576 522983424       1% /data/my files
tmpfs                   tmpfs        1626652       0   1626652       0% /run/user/0
""",
    "mounts": """nfs4 10.20.0.5:/export/share /mnt/share
cifs //10.20.0.6/公文 /mnt/gw
fuse.sshfs sync@10.20.0.7:/out /mnt/out
""",
    "accounts": "root:0:/root:/bin/bash\noracle:1001:/home/oracle:/bin/bash\n",
    "services": """@files
crond.service                                 enabled
httpd.service                                 disabled
tomcat.service                                enabled
getty@.service                                enabled
@units
  crond.service          loaded    active   running Command Scheduler
  httpd.service          loaded    inactive dead    The Apache HTTP Server
● ntpd.service           not-found inactive dead    ntpd.service
● tomcat.service         loaded    failed   failed  Apache Tomcat
  xinetd.service         loaded    active   running Xinetd
""",
    "interfaces": r"""1: lo    inet 127.0.0.1/8 scope host lo\       valid_lft forever preferred_lft forever
2: ens192    inet 10.20.0.11/24 brd 10.20.0.255 scope global ens192\       valid_lft forever
2: ens192    inet6 fe80::250:56ff:fea3:1/64 scope link \       valid_lft forever
mac 00:00:00:00:00:00
mac 00:50:56:a3:00:01
""",
    "listeners": """@ss
Netid State      Recv-Q Send-Q Local Address:Port               Peer Address:Port
udp   UNCONN     0      0      127.0.0.1:323                      *:*                   users:(("chronyd",pid=702,fd=5))
tcp   LISTEN     0      128          *:22                       *:*                   users:(("sshd",pid=1101,fd=3))
tcp   LISTEN     0      100    127.0.0.1:25                *:*                   users:(("master",pid=1300,fd=13))
tcp   LISTEN     0      100       :::8080                    :::*                   users:(("java",pid=2211,fd=50))
tcp   LISTEN     0      128    [::1]:631                  [::]:*                   users:(("cupsd",pid=990,fd=10))
""",
    "connections": """@own
10.9.0.2 50112 10.20.0.11 22
@ss
Recv-Q Send-Q Local Address:Port               Peer Address:Port
0      36     10.20.0.11:22                 10.9.0.2:50112               users:(("sshd",pid=4001,fd=3))
0      0      10.20.0.11:42310              10.20.0.12:1521                users:(("java",pid=2211,fd=61))
0      0      ::ffff:10.20.0.11:8080        ::ffff:10.30.1.4:51544         users:(("java",pid=2211,fd=62))
0      0      127.0.0.1:40100              127.0.0.1:8005
@ss-closing
Recv-Q Send-Q Local Address:Port               Peer Address:Port
0      0      10.20.0.11:42298              10.20.0.13:80
""",
    "programs": """1 0 root 2 /usr/lib/systemd/systemd
2211 1 tomcat 9 /usr/lib/jvm/jre/bin/java -Dcatalina.home=/opt/tomcat org.apache.catalina.startup.Bootstrap start
1101 1 root 1 /usr/sbin/sshd
3001 3000 root 0 ps
3002 3000 root 1 awk
""",
    "packages": """install ok installed|httpd|2.4.6-97.el7.centos
install ok installed|java-1.8.0-openjdk|1.8.0.275.b01-0.el7_9
""",
    "cron": """/etc/cron.d/sync|*/5 * * * *|app|python /srv/app/sync.py
/var/spool/cron/root|@daily|root|backup.sh
/etc/cron.daily|daily|root|/etc/cron.daily/logrotate
""",
}

RHEL_6 = {
    "system": """release:Red Hat Enterprise Linux Server release 6.10 (Santiago)
uname:Linux|2.6.32-754.el6.x86_64|#1 SMP Thu May 24 18:18:25 EDT 2018|x86_64|app6
sys_vendor:HP
product_name:ProLiant DL380p Gen8
product_serial:CN12345678
""",
    "disks": """@partitions
major minor  #blocks  name

 104        0  292968750 c0d0
   8        0  104857600 sda
   8        1     512000 sda1
 253        0   51200000 dm-0
""",
    "filesystems": """Filesystem         1024-blocks      Used Available Capacity Mounted on
/dev/mapper/vg-root   51606140  12345678  36639022      26% /
""",
    "services": """@sysv
crond on running
httpd on unknown
oldapp off stopped
""",
    "interfaces": """eth0      Link encap:Ethernet  HWaddr 00:1B:21:00:00:01
          inet addr:10.20.1.9  Bcast:10.20.1.255  Mask:255.255.255.0
          inet6 addr: fe80::21b:21ff:fe00:1/64 Scope:Link
mac 00:1b:21:00:00:01
""",
    "listeners": """@netstat
Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address               Foreign Address             State       PID/Program name
tcp        0      0 0.0.0.0:22                  0.0.0.0:*                   LISTEN      1401/sshd
tcp        0      0 :::80                       :::*                        LISTEN      1502/httpd
udp        0      0 0.0.0.0:68                  0.0.0.0:*                               1200/dhclient
""",
    "connections": """@own

@netstat
Active Internet connections (w/o servers)
Proto Recv-Q Send-Q Local Address               Foreign Address             State       PID/Program name
tcp        0      0 10.20.1.9:44120             10.20.1.20:3306             ESTABLISHED 1502/httpd
tcp        0      0 10.20.1.9:44121             10.20.1.21:3306             SYN_SENT    1502/httpd
tcp        0      0 ::ffff:10.20.1.9:80         ::ffff:10.30.0.4:55001      TIME_WAIT   -
""",
}

KYLIN_V10 = {
    "system": """os:NAME="Kylin Linux Advanced Server"
os:VERSION_ID="V10"
os:ID="kylin"
release:Kylin Linux Advanced Server release V10 (Lance)
release:Kylin Linux Advanced Server release V10 (Lance)
uname:Linux|4.19.90-52.22.v2207.ky10.aarch64|#1 SMP|aarch64|kylin-01
uid:1001
sys_vendor:Huawei
product_name:TaiShan 200 (Model 2280)
""",
    "processor": """cores:96
model:
MemTotal:       267386880 kB
""",
    "programs": """900 1 dmdba 1 /opt/dmdbms/bin/dmserver /dm/data/DAMENG/dm.ini
""",
    "listeners": """@ss
tcp LISTEN 0 128 *:5236 *:* users:(("dmserver",pid=900,fd=8))
""",
}

OPENEULER = {
    "system": """os:NAME="openEuler"
os:VERSION_ID="22.03"
os:ID="openEuler"
uname:Linux|5.10.0-60.18.0.50.oe2203.x86_64|#1 SMP|x86_64|oe-01
sys_vendor:OpenStack Foundation
product_name:OpenStack Nova
hypervisor:yes
""",
}

UBUNTU = {
    "system": """os:NAME="Ubuntu"
os:VERSION_ID="20.04"
os:ID=ubuntu
release:bullseye/sid
uname:Linux|5.4.0-42-generic|#46-Ubuntu SMP|x86_64|web
sys_vendor:QEMU
product_name:Standard PC (i440FX + PIIX, 1996)
""",
}

DEBIAN = {
    "system": """os:NAME="Debian GNU/Linux"
os:VERSION_ID="12"
os:ID=debian
release:12.11
uname:Linux|6.1.0-9-arm64|#1 SMP Debian|arm64|deb
""",
    "listeners": """@proc-tcp
local_address rem_address st
00000000:0050 00000000:0000 0A
0100007F:0CEA 00000000:0000 0A
0B00140A:A546 0C00140A:1538 01
@proc-tcp6
00000000000000000000000000000000:0016 00000000000000000000000000000000:0000 0A
@proc-udp
00000000:0044 00000000:0000 07
""",
    "connections": """@own

@proc-tcp
local_address rem_address st
00000000:0050 00000000:0000 0A
0B00140A:A546 0C00140A:1538 01
0B00140A:A547 0D00140A:0050 06
""",
}

AIX = {
    "system": "uname:AIX|2|7|00F9D2C64C00|aix-01\n",
    "filesystems": """Filesystem    1024-blocks      Used Available Capacity Mounted on
/dev/hd4          2097152    524288   1572864      25% /
/proc                   -         -         -       -  /proc
""",
    "listeners": """@unix
tcp4       0      0  *.22                   *.*                    LISTEN
tcp4       0      0  10.20.2.2.1521         *.*                    LISTEN
""",
    "connections": """@own

@unix
tcp4       0      0  10.20.2.2.1521         10.20.0.11.42310       ESTABLISHED
""",
}

SAMPLES = {
    "CentOS 7": CENTOS_7,
    "RHEL 6": RHEL_6,
    "Kylin V10": KYLIN_V10,
    "openEuler": OPENEULER,
    "Ubuntu": UBUNTU,
    "Debian": DEBIAN,
    "AIX": AIX,
}

# What the seeds share. Every one runs once, as root, in the folder that was copied into its host.
set -eu
umask 022

# make_account NAME UID: a service account, its group, no password, no shell
make_account() {
    groupadd --gid "$2" "$1"
    useradd --uid "$2" --gid "$2" --no-create-home --home-dir "/opt/$1" \
        --shell /usr/sbin/nologin "$1"
}

# install_program NAME: the program and its settings below /opt/NAME, readable by the account
install_program() {
    install -d -m 0750 -g "$1" "/opt/$1"
    install -m 0640 -g "$1" stand_in "/opt/$1/stand_in.py"
    install -m 0640 -g "$1" app.json "/opt/$1/app.json"
}

# install_service NAME: a SysV service that runs it, enabled and started
install_service() {
    sed "s/@NAME@/$1/g" init_script >"/etc/init.d/$1"
    chmod 0755 "/etc/init.d/$1"
    update-rc.d "$1" defaults
    service "$1" start
}

# start_postgresql: an own cluster on the version that is installed
start_postgresql() {
    version=$(basename "$(ls -d /usr/lib/postgresql/* | sort -V | tail -n 1)")
    pg_createcluster --encoding UTF8 --locale C.UTF-8 "$version" main
    update-rc.d postgresql defaults
    service postgresql start
}

# fill_postgresql NAME: role and database of the account's name, reached as it, filled from seed.sql
fill_postgresql() {
    seed=$PWD/seed.sql
    (
        cd /
        printf 'CREATE ROLE "%s" LOGIN;\nCREATE DATABASE "%s" OWNER "%s";\n' "$1" "$1" "$1" |
            runuser -u postgres -- psql -Xq -v ON_ERROR_STOP=1 -d postgres
        runuser -u "$1" -- psql -Xq -v ON_ERROR_STOP=1 -1 -d "$1" <"$seed"
    )
}

# start_mariadb: own system tables, root and accounts by their login on the socket
start_mariadb() {
    mariadb-install-db --user=mysql --auth-root-authentication-method=socket --skip-test-db
    update-rc.d mariadb defaults
    service mariadb start
}

# fill_mariadb NAME: account and database of the account's name, reached as it, filled from seed.sql
fill_mariadb() {
    mariadb --batch <<SQL
CREATE DATABASE \`$1\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER '$1'@'localhost' IDENTIFIED VIA unix_socket;
GRANT ALL PRIVILEGES ON \`$1\`.* TO '$1'@'localhost';
SQL
    runuser -u "$1" -- mariadb --batch --default-character-set=utf8mb4 "$1" <seed.sql
}

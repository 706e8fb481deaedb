#!/bin/sh
# A real Postfix on loopback, for heed.feedback.receive.PostfixIT: it takes messages by its sendmail command, cannot deliver
# them, and sends its reports to the SMTP receiver.
#   postfix.sh start DIR PORT   installs it where it is missing; PORT is the receiver's
#   postfix.sh send DIR RETURN_PATH RECIPIENT < message
#   postfix.sh stop DIR
set -eu
command=$1
dir=$2
case $command in
start)
  port=$3
  command -v postfix >/dev/null 2>&1 || {
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    apt-get -qq install -y --no-install-recommends postfix >/dev/null
  }
  mkdir -p "$dir/etc" "$dir/spool" "$dir/data"
  chown postfix "$dir/data"
  # Nothing listens; unknown users are found out at delivery; what cannot be delivered now is given up at once.
  cat > "$dir/etc/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $dir/spool
data_directory = $dir/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.local.example
mydestination = local.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
maximal_queue_lifetime = 0
bounce_queue_lifetime = 0
smtp_dns_support_level = disabled
transport_maps = inline:{ { bounces.example = smtp:[127.0.0.1]:$port }, { closed.example = smtp:[127.0.0.1]:9 }, { full.example = error:5.2.2 mailbox full } }
maillog_file = /var/log/heed-postfix.log
EOF
  cat > "$dir/etc/master.cf" <<EOF
pickup    unix  n - n 1    1 pickup
cleanup   unix  n - n -    0 cleanup
qmgr      unix  n - n 1    1 qmgr
rewrite   unix  - - n -    - trivial-rewrite
bounce    unix  - - n -    0 bounce
defer     unix  - - n -    0 bounce
trace     unix  - - n -    0 bounce
smtp      unix  - - n -    - smtp
local     unix  - n n -    - local
error     unix  - - n -    - error
retry     unix  - - n -    - error
scache    unix  - - n -    1 scache
anvil     unix  - - n -    1 anvil
showq     unix  n - n -    - showq
proxymap  unix  - - n -    - proxymap
postlog   unix-dgram n - n - 1 postlogd
EOF
  postfix -c "$dir/etc" check
  postfix -c "$dir/etc" start >"$dir/log" 2>&1
  ;;
send)
  sendmail -C "$dir/etc" -i -f "$3" "$4"
  ;;
stop)
  postfix -c "$dir/etc" stop >/dev/null 2>&1 || true
  ;;
esac

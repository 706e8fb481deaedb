#!/bin/sh
# A real Postfix on loopback, for heed.feedback.receive.PostfixIT: it takes messages by its sendmail command, cannot deliver
# them, and sends its reports to the SMTP receiver, or into the maildir DIR/boxes/news.
#   postfix.sh install          Debian's package, where it is missing; configures and starts nothing
#   postfix.sh start DIR RECEIVER_PORT
#   postfix.sh send DIR RETURN_PATH RECIPIENT < message
#   postfix.sh stop DIR
set -eu
command=$1
dir=${2:-}
case $command in
install)
  command -v postfix >/dev/null 2>&1 && exit
  export DEBIAN_FRONTEND=noninteractive
  echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  apt-get -qq update
  apt-get -qq install -y --no-install-recommends postfix
  ;;
start)
  mkdir -p "$dir/etc" "$dir/spool" "$dir/data" "$dir/boxes"
  # Its daemons are no root and must reach it.
  chmod 755 "$dir"
  chown postfix "$dir/data"
  chown nobody "$dir/boxes"
  # The one mailbox there is, over its limit already.
  head -c 60000 /dev/zero | tr '\0' 'x' > "$dir/boxes/full"
  chown nobody "$dir/boxes/full"
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
message_size_limit = 40000
virtual_mailbox_limit = 50000
virtual_mailbox_domains = full.example mailbox.example
virtual_mailbox_base = $dir/boxes
virtual_mailbox_maps = inline:{ { @full.example = full }, { @mailbox.example = news/ } }
virtual_minimum_uid = 1
virtual_uid_maps = static:$(id -u nobody)
virtual_gid_maps = static:$(id -g nobody)
maximal_queue_lifetime = 0
bounce_queue_lifetime = 0
smtp_dns_support_level = disabled
transport_maps = inline:{ { bounces.example = smtp:[127.0.0.1]:$3 }, { closed.example = smtp:[127.0.0.1]:9 } }
maillog_file_prefixes = $dir
maillog_file = $dir/log
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
virtual   unix  - n n -    - virtual
error     unix  - - n -    - error
retry     unix  - - n -    - error
scache    unix  - - n -    1 scache
anvil     unix  - - n -    1 anvil
showq     unix  n - n -    - showq
proxymap  unix  - - n -    - proxymap
postlog   unix-dgram n - n - 1 postlogd
EOF
  postfix -c "$dir/etc" check
  postfix -c "$dir/etc" start
  ;;
send)
  sendmail -C "$dir/etc" -i -f "$3" "$4"
  ;;
stop)
  postfix -c "$dir/etc" stop || true
  cat "$dir/log" || true
  rm -rf "$dir"
  ;;
esac

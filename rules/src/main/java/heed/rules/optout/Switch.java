package heed.rules.optout;

import heed.rules.Channel;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One switch of a profile: `all`, or one channel. On means: not to be contacted.
///
/// Numbers are stored: `all` is 0, a channel's switch has the channel's number. A set of switches is stored as a
/// set of bits, bit n for number n.
public enum Switch {
    /// Not to be contacted on any channel, present or future.
    ALL(null),
    /// Not to be contacted by e-mail.
    EMAIL(Channel.EMAIL),
    /// Not to be contacted by text message.
    SMS(Channel.SMS),
    /// Not to be contacted by push notification.
    PUSH(Channel.PUSH),
    /// Not to be called.
    PHONE(Channel.PHONE),
    /// Not to be sent letters.
    DIRECT_MAIL(Channel.DIRECT_MAIL),
    /// Not to be contacted by fax.
    FAX(Channel.FAX),
    /// Not to be contacted by WhatsApp.
    WHATSAPP(Channel.WHATSAPP);

    /// The switches of the channels: every switch but `all`.
    public static final Set<Switch> CHANNELS = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ALL)));

    private final Optional<Channel> channel;

    Switch(@Nullable Channel channel) {
        this.channel = Optional.ofNullable(channel);
    }

    /// `all`, or the channel's code.
    public String code() {
        return channel.map(Channel::code).orElse("all");
    }

    /// 0 for `all`, else the channel's number.
    public int number() {
        return channel.map(Channel::number).orElse(0);
    }

    /// The bit of this switch in a set of bits.
    public int bit() {
        return 1 << number();
    }

    /// The channel; empty for `all`.
    public Optional<Channel> channel() {
        return channel;
    }

    public static Switch of(Channel channel) {
        return ofNumber(channel.number());
    }

    /// The switch of a code; empty for anything else.
    public static Optional<Switch> ofCode(String code) {
        return code.equals("all") ? Optional.of(ALL) : Channel.ofCode(code).map(Switch::of);
    }

    /// The switch of a number of the database.
    ///
    /// @throws IllegalArgumentException for a number that no switch has
    public static Switch ofNumber(int number) {
        return Arrays.stream(values()).filter(one -> one.number() == number).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no switch has the number " + number));
    }

    /// The switches whose bits are set, in order.
    public static Set<Switch> ofBits(int bits) {
        EnumSet<Switch> switches = EnumSet.allOf(Switch.class);
        switches.removeIf(one -> (bits & one.bit()) == 0);
        return switches;
    }

    /// The set of bits of these switches.
    public static int bits(Set<Switch> switches) {
        return switches.stream().mapToInt(Switch::bit).reduce(0, (left, right) -> left | right);
    }
}

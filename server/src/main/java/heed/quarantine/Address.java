package heed.quarantine;

import heed.rules.Channel;

/// An address on one channel, in its canonical form (semantics §6): what identifies it everywhere.
///
/// Its text form is masked, so that no log can hold an address.
///
/// @param channel the same number on `sms` and `phone` is two addresses
/// @param canonical as [AddressParser] makes it
public record Address(Channel channel, String canonical) {

    /// The domain of an e-mail address; for other channels empty.
    public String domain() {
        return channel == Channel.EMAIL ? canonical.substring(canonical.indexOf('@') + 1) : "";
    }

    /// The spelling to keep of what was written for this address, for display and sending: without the white space
    /// around it, unless every byte counts (a push token).
    public String spelling(String written) {
        return channel == Channel.PUSH ? written : written.strip();
    }

    /// Is a message on this channel sent to the spelling that was written? Numbers are dialled in their canonical
    /// form, for the spelling may lack the country.
    public static boolean sentAsWritten(Channel channel) {
        return switch (channel) {
            case EMAIL, PUSH, DIRECT_MAIL -> true;
            case SMS, PHONE, FAX, WHATSAPP -> false;
        };
    }

    @Override
    public String toString() {
        return channel.code() + ":" + canonical.substring(0, canonical.offsetByCodePoints(0, 1)) + "…";
    }
}

package heed.feedback;

import heed.ledger.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event or message as it came, about to be stored.
///
/// @param way how it came in
/// @param sender who speaks, which says how to read it: `api`, `mail`, `sms`, or a provider
/// @param providerId the sender's own id of it, or null
/// @param once what a second delivery of the same event has again
/// @param envelope whom the message was sent to, or null
/// @param actor who brought it
/// @param raw the bytes
@SuppressWarnings("ArrayRecordComponent")
public record Incoming(Way way, String sender, @Nullable String providerId, String once, @Nullable String envelope,
        Actor actor, byte[] raw) {

    /// An index of the database takes no more.
    private static final int LONGEST = 500;

    /// What the database cannot hold is left out: what is told apart is `once`.
    public Incoming {
        providerId = kept(providerId);
        envelope = kept(envelope);
    }

    private static @Nullable String kept(@Nullable String text) {
        String whole = text == null ? null : text.replace("\u0000", "");
        return whole == null || whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST);
    }

    /// Who speaks in raw messages, whatever way they came.
    public static final String MAIL = "mail";

    /// Who speaks in headers of messages that are too big.
    public static final String CUT_MAIL = "mail_cut";

    /// A raw message. The same bytes to the same recipient are the same message: a mailbox that is read again after a
    /// crash, or a mail server that did not hear the answer, tells nothing new.
    public static Incoming mail(Way way, @Nullable String envelope, Actor actor, byte[] raw) {
        String to = envelope == null ? "" : envelope;
        return new Incoming(way, MAIL, null, digest(raw, to.getBytes(StandardCharsets.UTF_8)), envelope, actor, raw);
    }

    /// The header of a message that is too big to be kept: it fails, so that somebody sees it.
    public static Incoming cutMail(Way way, Actor actor, byte[] header) {
        return new Incoming(way, CUT_MAIL, null, digest(header, new byte[0]), null, actor, header);
    }

    /// An event under its sender's id. Where it has none, each is one of its own; what is told apart begins with its bytes
    /// all the same, so that the order of events of one moment does not hang on chance.
    ///
    /// @param about what makes the id unique together with it: an id counts once for an address (semantics §2)
    public static Incoming event(Way way, String sender, @Nullable String id, String about, Actor actor, byte[] raw) {
        String once = id == null
                ? digest(raw, new byte[0]) + "-" + UUID.randomUUID()
                : digest(id.getBytes(StandardCharsets.UTF_8), about.getBytes(StandardCharsets.UTF_8));
        return new Incoming(way, sender, id, once, null, actor, raw);
    }

    private static String digest(byte[] bytes, byte[] more) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes);
            sha.update((byte) 0);
            return HexFormat.of().formatHex(sha.digest(more));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "Incoming[" + way + ", " + sender + "]";
    }
}

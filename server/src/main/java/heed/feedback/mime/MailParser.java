package heed.feedback.mime;

import heed.feedback.mime.ParsedMail.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/// Bytes to a [ParsedMail]: one walk over the message, of which only the headers and the beginning of each text are
/// kept. Broken messages are read as far as they go.
public final class MailParser {

    private static final Set<String> KEPT = Set.of("text/plain", "text/html", "text/rfc822-headers",
            "text/rfc822-header", "message/delivery-status", "message/global-delivery-status",
            "message/feedback-report", "message/disposition-notification", "message/global-headers",
            "message/global");

    private static final Set<String> HEADERS = Set.of("text/rfc822-headers", "text/rfc822-header",
            "message/global-headers", "message/global");

    private static final int HEADER_BYTES = 65_536;

    private final MailLimits limits;

    private final List<Part> parts = new ArrayList<>();

    private final List<HeaderFields.Entry> fields = new ArrayList<>();

    private HeaderFields own = HeaderFields.NONE;

    private HeaderFields returned = HeaderFields.NONE;

    private String type = "";

    private String preamble = "";

    /// The walk begins inside the message itself.
    private int messages = 1;

    private int depth;

    private MailParser(MailLimits limits) {
        this.limits = limits;
    }

    /// Reads a message as far as its limits allow.
    ///
    /// @throws MimeException when it breaks a limit or cannot be read as a message at all
    public static ParsedMail parse(InputStream raw, MailLimits limits) throws IOException, MimeException {
        CutInput input = new CutInput(raw, limits);
        ParsedMail mail = new MailParser(limits).read(input);
        if (!input.drain()) {
            throw new MimeException("more than %,d bytes".formatted(limits.bytes()));
        }
        return mail;
    }

    private ParsedMail read(InputStream input) throws IOException, MimeException {
        MimeTokenStream stream = new MimeTokenStream(new MimeConfig.Builder().setMalformedHeaderStartsBody(true)
                .setMaxLineLen(-1).setMaxHeaderCount(limits.headers()).setMaxHeaderLen(HEADER_BYTES)
                .setMaxTotalHeaderCount(limits.headers() * 4).setMaxPartCount(limits.parts())
                .setMaxNestingDepth(limits.depth()).setMaxContentLen(-1).build());
        stream.parse(new Envelope(input).stripped());
        int entities = 0;
        for (EntityState state = next(stream); state != EntityState.T_END_OF_STREAM; state = next(stream)) {
            if (state == EntityState.T_START_HEADER && ++entities > limits.parts()) {
                throw new MimeException("more than %d parts".formatted(limits.parts()));
            }
            take(state, stream);
        }
        if (parts.isEmpty() && !preamble.isBlank()) {
            parts.add(new Part("text/plain", preamble));
        }
        return new ParsedMail(own, type, parts, returned);
    }

    /// Some broken nestings make mime4j 0.8 fail where it should end ("unread only works when a buffer is fully read"):
    /// what was read until then is what there is.
    private static EntityState next(MimeTokenStream stream) throws IOException, MimeException {
        try {
            return stream.next();
        } catch (IllegalStateException problem) {
            return EntityState.T_END_OF_STREAM;
        }
    }

    private void take(EntityState state, MimeTokenStream stream) throws IOException, MimeException {
        switch (state) {
            case T_START_MESSAGE -> {
                messages++;
                deeper();
            }
            case T_START_MULTIPART -> {
                typed(stream);
                deeper();
            }
            case T_END_MULTIPART, T_END_MESSAGE -> depth--;
            case T_START_HEADER -> fields.clear();
            case T_FIELD -> field(stream);
            case T_END_HEADER -> endHeader();
            case T_BODY -> body(stream);
            case T_PREAMBLE -> preamble(stream);
            case T_START_BODYPART, T_END_BODYPART, T_EPILOGUE, T_RAW_ENTITY, T_END_OF_STREAM -> {
                // Says nothing.
            }
        }
    }

    private void deeper() throws MimeException {
        if (++depth > limits.depth() * 2) {
            throw new MimeException("nested more than %d deep".formatted(limits.depth()));
        }
    }

    private void field(MimeTokenStream stream) {
        HeaderFields.Entry entry = HeaderFields
                .entry(new String(stream.getField().getRaw().toByteArray(), StandardCharsets.UTF_8));
        if (entry != null) {
            fields.add(entry);
        }
    }

    private void endHeader() {
        if (messages == 1 && own.isEmpty() && type.isEmpty()) {
            own = new HeaderFields(fields);
        } else if (messages == 2 && returned.isEmpty()) {
            returned = new HeaderFields(fields);
        }
    }

    /// The first body or multipart is that of the message itself.
    private void typed(MimeTokenStream stream) {
        if (type.isEmpty()) {
            type = mimeType(stream.getBodyDescriptor());
        }
    }

    private void body(MimeTokenStream stream) throws IOException {
        typed(stream);
        BodyDescriptor about = stream.getBodyDescriptor();
        String mime = mimeType(about);
        if (messages != 1 || !KEPT.contains(mime)) {
            return;
        }
        byte[] bytes = stream.getDecodedInputStream().readNBytes(limits.text() * 2);
        String text = TextBytes.decode(bytes, about.getCharset());
        String kept = text.substring(0, Math.min(text.length(), limits.text()));
        if (HEADERS.contains(mime) || (mime.equals("text/plain") && !parts.isEmpty() && returns(kept))) {
            List<HeaderFields> groups = HeaderFields.groups(kept, 1);
            returned = returned.isEmpty() && !groups.isEmpty() ? groups.getFirst() : returned;
        } else {
            parts.add(new Part(mime, mime.equals("text/html") ? HtmlText.of(kept) : kept));
        }
    }

    /// A further text may be the returned message, or its header, attached as a file.
    private static boolean returns(String text) {
        List<HeaderFields> groups = HeaderFields.groups(text.strip(), 1);
        return !groups.isEmpty() && groups.getFirst().has("received") && groups.getFirst().has("message-id");
    }

    /// Where the boundary is wrong, all parts stand there.
    private void preamble(MimeTokenStream stream) throws IOException {
        if (messages == 1 && preamble.isEmpty()) {
            preamble = TextBytes.decode(stream.getInputStream().readNBytes(limits.text()), null);
        }
    }

    private static String mimeType(BodyDescriptor about) {
        String mime = about.getMimeType();
        if (mime == null) {
            return "text/plain";
        }
        int end = 0;
        while (end < mime.length() && mime.charAt(end) > ' ' && mime.charAt(end) != ';') {
            end++;
        }
        return mime.substring(0, end).toLowerCase(Locale.ROOT);
    }
}

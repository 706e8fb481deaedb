package heed.feedback.email;

import heed.feedback.mime.Fold;
import heed.feedback.mime.HeaderFields;
import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/// The subject with its encoded words decoded (RFC 2047).
final class Subject {

    private static final int LONGEST = 300;

    private Subject() {
    }

    static String of(HeaderFields headers) {
        String raw = headers.text("subject");
        if (!raw.contains("=?")) {
            return Fold.cut(raw, LONGEST);
        }
        String looked = raw.substring(0, Math.min(raw.length(), LONGEST * 8));
        return Fold.cut(DecoderUtil.decodeEncodedWords(looked, DecodeMonitor.SILENT, StandardCharsets.UTF_8), LONGEST);
    }
}

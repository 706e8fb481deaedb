package heed.feedback.email;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Breaks messages as networks, mail systems and attackers do. The same seed breaks them the same way.
final class Mutations {

    private static final int LONGEST = 200_000;

    private static final String MANY_GROUPS = IntStream.range(0, 600)
            .mapToObj("Final-Recipient: rfc822; a%d@b.example\nAction: failed\nDiagnostic-Code: x; no\n\n"::formatted)
            .collect(Collectors.joining("", "Content-Type: message/delivery-status\n\n", ""));

    private static final List<String> PIECES = List.of("\r\n", "\n", "\r", "\0", ":", ";", "@", "<", ">", "\"", "(",
            ")",
            "=?utf-8?B?", "?=", "--", "--BOUND", "Content-Type: multipart/mixed; boundary=x\n\n--x\n",
            "Content-Type: message/rfc822\n\n", "Content-Transfer-Encoding: base64\n", "charset=\"iso-2022-jp\"",
            "charset=nonsense", "\u001b$B", "Action: failed\n", "Action: delayed\n", "Status: 5.1.1\n",
            "Final-Recipient: rfc822; a@b.example\n", "X-Failed-Recipients: ", "Auto-Submitted: auto-replied\n",
            "550 5.1.1 user unknown", "\\x{110000}", "\\x{", "\u00ff\u00fe", "\ud83d\ude00", "%s%n", "../..",
            "' or 1=1", MANY_GROUPS);

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    byte[] mutate(List<byte[]> seeds) {
        byte[] mail = pick(seeds).clone();
        int times = 1 + random.nextInt(6);
        for (int i = 0; i < times && mail.length < LONGEST; i++) {
            mail = once(mail, seeds);
        }
        return mail;
    }

    private byte[] once(byte[] mail, List<byte[]> seeds) {
        int at = mail.length == 0 ? 0 : random.nextInt(mail.length);
        int length = random.nextInt(Math.max(1, Math.min(2_000, mail.length - at)));
        return switch (random.nextInt(9)) {
            case 0 -> flipped(mail, at);
            case 1 -> join(Arrays.copyOf(mail, at), rest(mail, at + length));
            case 2 -> join(Arrays.copyOf(mail, at + length), rest(mail, at));
            case 3 -> Arrays.copyOf(mail, at);
            case 4 -> join(Arrays.copyOf(mail, at), rest(pick(seeds), 0), rest(mail, at));
            case 5 -> repeated(mail, at, length);
            case 6 -> join(Arrays.copyOf(mail, at), noise(length), rest(mail, at));
            default -> join(Arrays.copyOf(mail, at), piece(), rest(mail, at));
        };
    }

    private byte[] flipped(byte[] mail, int at) {
        if (mail.length > 0) {
            mail[at] ^= (byte) (1 << random.nextInt(8));
        }
        return mail;
    }

    private byte[] repeated(byte[] mail, int at, int length) {
        byte[] part = Arrays.copyOfRange(mail, at, at + Math.min(length, 100));
        byte[] many = new byte[0];
        for (int i = random.nextInt(60); i > 0; i--) {
            many = join(many, part);
        }
        return join(Arrays.copyOf(mail, at), many, rest(mail, at));
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] pick(List<byte[]> seeds) {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private static byte[] rest(byte[] mail, int from) {
        return Arrays.copyOfRange(mail, Math.min(from, mail.length), mail.length);
    }

    private static byte[] join(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}

package heed.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The exact words that people read before they chose (E7.1), each text once however many read it.
///
/// An entry names its text by the hash alone, as `sha256` in its evidence, so that the ledger stays narrow; whoever reads
/// an entry gets the text with it ([LedgerReadStore]). What cannot be deleted must not hold a person's data: a text with
/// an address or an attribute in it does not belong here.
@Repository
public class WordingStore {

    /// What evidence calls the hash of the text.
    public static final String HASH = "sha256";
    /// What evidence calls the text, where it is read.
    static final String TEXT = "text";

    private final JdbcClient jdbc;

    WordingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Keeps the text and returns its hash. Ask before anything is locked: where two keep the same new text at once, one
    /// waits for the other.
    public String keep(String text) {
        String hash = hash(text);
        // Expects page_wordings_pkey; a text that is there already costs one look.
        jdbc.sql("""
                insert into page_wordings (sha256, text)
                select :hash, :text where not exists (select from page_wordings where sha256 = :hash collate "C")
                on conflict (sha256) do nothing
                """).param("hash", hash).param("text", text).update();
        return hash;
    }

    /// The SHA-256 of its UTF-8 bytes, hexadecimal.
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

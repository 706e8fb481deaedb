package heed.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The version of a thing, for `ETag` and `If-Match` (RFC 9110 §8.8.3, §13.1.1).
///
/// @param value with its quotes, ready for the header
public record EntityTag(String value) {

    /// The tag of this state: equal states, equal tags.
    public static EntityTag of(String state) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(state.getBytes(UTF_8));
            return new EntityTag('"' + HexFormat.of().formatHex(hash, 0, 16) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Compares with the header `If-Match`; call it after the row is locked, before anything is written.
    ///
    /// @param ifMatch null: the caller does not care
    /// @throws Problem 412 when none of the header's tags is this one. A weak tag never is
    public void check(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        if (Arrays.stream(ifMatch.split(",", -1)).noneMatch(tag -> tag.strip().equals(value))) {
            throw Problem.preconditionFailed("it was changed since you looked; its ETag is " + value);
        }
    }
}

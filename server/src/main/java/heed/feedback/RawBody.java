package heed.feedback;

import heed.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.util.unit.DataSize;

/// The body of a request as it came, up to a limit.
public final class RawBody {

    private RawBody() {
    }

    /// All of it.
    ///
    /// @throws Problem 413 beyond the limit: one that says so is not read at all
    public static byte[] read(HttpServletRequest request, DataSize most) throws IOException {
        if (request.getContentLengthLong() > most.toBytes()) {
            throw tooLarge(most);
        }
        byte[] raw = request.getInputStream().readNBytes(Math.toIntExact(most.toBytes()) + 1);
        if (raw.length > most.toBytes()) {
            throw tooLarge(most);
        }
        return raw;
    }

    private static Problem tooLarge(DataSize most) {
        return Problem.tooLarge("it may have up to " + most.toMegabytes() + " MB");
    }
}

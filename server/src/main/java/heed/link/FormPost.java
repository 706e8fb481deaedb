package heed.link;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// Was it the form of a page that somebody sent? A page whose form has nothing but a button asks, for programs that try a
/// link may post to it, with any body or none; browsers name the type of a form even where it is empty.
public final class FormPost {

    private FormPost() {
    }

    /// Says so by its media type alone.
    public static boolean is(HttpServletRequest request) {
        String type = request.getContentType();
        try {
            return type != null && MediaType.APPLICATION_FORM_URLENCODED
                    .equalsTypeAndSubtype(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException notOne) {
            return false;
        }
    }
}

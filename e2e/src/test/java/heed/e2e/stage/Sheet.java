package heed.e2e.stage;

import java.util.regex.Pattern;

/// A page to be looked at.
///
/// @param name the name of its pictures
/// @param open does it need no sign-in?
/// @param status what it answers with
public record Sheet(String name, String path, boolean open, int status) {

    /// What a key, a number or the name of a service stands in.
    private static final Pattern PLACE = Pattern.compile("/[^/]*[0-9][^/]*|(?<=^/services)/(?!new$)[^/]+");

    static Sheet of(String name, String path) {
        return new Sheet(name, path, false, 200);
    }

    static Sheet open(String name, String path) {
        return new Sheet(name, path, true, 200);
    }

    /// Which page it is, whatever it shows: `/ledger/17?a=b` is `/ledger/…`.
    public String shape() {
        return shapeOf(path);
    }

    /// The same of any path.
    public static String shapeOf(String path) {
        return PLACE.matcher(path.replaceAll("[?#].*", "")).replaceAll("/…");
    }

    @Override
    public String toString() {
        return name;
    }
}

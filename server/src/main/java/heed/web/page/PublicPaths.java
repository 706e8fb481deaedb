package heed.web.page;

import java.util.List;

/// The paths that recipients, and providers' webhooks, reach without signing in: they stand in a frame of their own, not
/// in the console's, and behind a security chain of their own.
public final class PublicPaths {
    /// As patterns of Spring.
    public static final List<String> PATTERNS = List.of("/u/{*rest}", "/p/{*rest}", "/page/{*rest}", "/c/{*rest}",
            "/undo/{*rest}", "/hooks/{*rest}");

    private PublicPaths() {
    }
}

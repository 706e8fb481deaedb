package heed.operator.people;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/// Leads a form of whoever has no session to the sign-in, before anything looks for its token: that would make a session
/// for every stranger.
class NoSessionFilter extends OncePerRequestFilter {

    private static final String SIGN_IN = "/login?why=ended";
    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return LOOKING.contains(request.getMethod()) || request.getSession(false) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader("HX-Request") == null) {
            response.sendRedirect(SIGN_IN);
        } else {
            response.setHeader("HX-Redirect", SIGN_IN);
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }
}

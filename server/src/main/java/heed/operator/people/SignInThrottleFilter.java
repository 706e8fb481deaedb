package heed.operator.people;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.web.filter.OncePerRequestFilter;

/// Turns away attempts to sign in that come too often, before a password is looked at.
class SignInThrottleFilter extends OncePerRequestFilter {
    private final SignInThrottle throttle;

    SignInThrottleFilter(SignInThrottle throttle) {
        this.throttle = throttle;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean attempt = "POST".equals(request.getMethod()) && "/login".equals(request.getServletPath());
        if (attempt && !throttle.attempt(account(request), request.getRemoteAddr())) {
            response.sendRedirect("/login?why=wait");
            return;
        }
        chain.doFilter(request, response);
    }

    private static String account(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getParameter("username"), "");
    }
}

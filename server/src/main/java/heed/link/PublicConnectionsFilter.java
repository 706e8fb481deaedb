package heed.link;

import heed.database.ReservedConnections;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// P1: recipients are served with connections of their own.
class PublicConnectionsFilter extends OncePerRequestFilter {

    private final ReservedConnections connections;

    PublicConnectionsFilter(ReservedConnections connections) {
        this.connections = connections;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        connections.<ServletException, IOException>serve(() -> chain.doFilter(request, response));
    }
}

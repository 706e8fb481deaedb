package heed.landingpage.arrival;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Where a form came from, as far as the instance keeps that as proof (semantics §8).
@Component
public class NetworkEvidence {

    private static final int MOST_OF_AGENT = 300;

    private final EvidenceSettings settings;

    public NetworkEvidence(EvidenceSettings settings) {
        this.settings = settings;
    }

    /// Adds address and browser to the proof, if they are kept; else nothing.
    public void put(ObjectNode evidence, HttpServletRequest request) {
        if (!settings.network()) {
            return;
        }
        evidence.put("ip", request.getRemoteAddr());
        @Nullable
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        if (agent != null) {
            evidence.put("userAgent", agent.substring(0, Math.min(agent.length(), MOST_OF_AGENT)));
        }
    }
}

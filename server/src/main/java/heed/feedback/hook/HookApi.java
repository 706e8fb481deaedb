package heed.feedback.hook;

import heed.feedback.Inbox;
import heed.feedback.RawBody;
import heed.link.Links;
import heed.web.Problem;
import heed.web.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/hooks/{provider}`: checked, stored, then answered.
@RestController
class HookApi {

    private static final String UNKNOWN = "there is no such webhook";
    private static final String UNPROVEN = "the signature is missing, wrong or too old";

    private final Map<String, Provider> providers = new HashMap<>();
    private final Inbox inbox;
    private final RefusedHooks refusals;
    private final Links links;
    private final WebSettings settings;
    private final Clock clock;

    HookApi(List<Provider> providers, Inbox inbox, RefusedHooks refusals, Links links, WebSettings settings,
            Clock clock) {
        providers.forEach(provider -> this.providers.put(provider.code(), provider));
        this.inbox = inbox;
        this.refusals = refusals;
        this.links = links;
        this.settings = settings;
        this.clock = clock;
    }

    /// Nothing to say but that it is kept: 200, for some providers try again after any other answer.
    @PostMapping("/hooks/{provider}")
    ResponseEntity<Void> post(@PathVariable String provider, HttpServletRequest request) throws IOException {
        Provider one = providers.get(provider);
        if (one == null) {
            throw Problem.notFound(UNKNOWN);
        }
        if (!one.isOpen()) {
            refusals.add(one.code(), "no secret is set for it");
            throw Problem.notFound(UNKNOWN);
        }
        HookRequest asked = read(request);
        if (!one.isGenuine(asked)) {
            refusals.add(one.code(), UNPROVEN);
            throw Problem.forbidden(UNPROVEN);
        }
        inbox.take(one.events(asked));
        one.kept(asked);
        return ResponseEntity.ok().build();
    }

    private HookRequest read(HttpServletRequest request) throws IOException {
        Map<String, String> headers = new HashMap<>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        byte[] body = RawBody.read(request, settings.maxJson());
        String query = request.getQueryString();
        return new HookRequest(links.url("") + request.getRequestURI() + (query == null ? "" : "?" + query), headers,
                body, clock.instant());
    }
}

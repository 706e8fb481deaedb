package heed.web.page;

import heed.web.Problem;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.WebUtils;

/// Gives every page what its frame shows: the menu, who is signed in, formats, refusals in words, the instance's name.
@Component
class PageFrame implements HandlerInterceptor {

    /// Set by the console's script to the browser's zone.
    static final String ZONE_COOKIE = "zone";

    private final List<MenuItem> menu;
    private final InstanceSettingStore settings;
    private final Refusals refusals;

    PageFrame(List<MenuItem> menu, InstanceSettingStore settings, Refusals refusals) {
        this.menu = menu.stream().sorted(Comparator.comparingInt(MenuItem::order)).toList();
        this.settings = settings;
        this.refusals = refusals;
    }

    /// Refuses what no table keeps, as it is refused in a query and in JSON.
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.getParameterMap().forEach((name, values) -> {
            if (Stream.of(values).anyMatch(value -> value.indexOf('\0') >= 0)) {
                throw Problem.badRequest(name, "must not hold the character NUL");
            }
        });
        return true;
    }

    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
            @Nullable ModelAndView page) {
        if (page == null || isRedirect(page)) {
            return;
        }
        fill(page, request);
    }

    /// The same for a page that tells what went wrong: nobody calls the above for those.
    void fill(ModelAndView page, HttpServletRequest request) {
        Optional<SignedIn> who = who(request);
        page.addObject("me", who.orElse(null));
        page.addObject("menu", who.isPresent() ? menu : List.of());
        page.addObject("here", request.getRequestURI());
        page.addObject("link", new PageLink(request.getRequestURI(), request.getQueryString()));
        page.addObject("fmt", new Formats(LocaleContextHolder.getLocale(), zone(request)));
        page.addObject("refused", refusals.in(LocaleContextHolder.getLocale()));
        page.addObject("instance", settings.instance());
    }

    /// The operator who sent the request; empty on pages that need none.
    static Optional<SignedIn> who(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof SignedIn operator
                        ? Optional.of(operator)
                        : Optional.empty();
    }

    /// The zone the operator chose, else the browser's, else UTC.
    static ZoneId zone(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, ZONE_COOKIE);
        return who(request).map(SignedIn::timeZone).flatMap(PageFrame::zone)
                .or(() -> Optional.ofNullable(cookie).map(Cookie::getValue).flatMap(PageFrame::zone))
                .orElse(ZoneOffset.UTC);
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name.replace("%2F", "/")));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static boolean isRedirect(ModelAndView page) {
        View view = page.getView();
        String name = page.getViewName();
        return view instanceof RedirectView || (name != null && name.startsWith("redirect:"));
    }
}

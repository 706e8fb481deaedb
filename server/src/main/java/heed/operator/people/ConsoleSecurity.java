package heed.operator.people;

import heed.operator.PageRoutes;
import heed.web.page.SignedIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// The console asks for a signed-in operator whose role allows the page ([PageRoutes]); only the sign-in, what pages
/// are drawn with, the reference of the API and the health check are open.
///
/// No script that is not a file of ours runs (Content-Security-Policy); every form carries a token against forgery; a
/// sign-in gets a new session; of more than five sessions of an operator the oldest ends.
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {
    private static final int MOST_SESSIONS = 5;

    /// How long a session lasts without a request; that of whoever has not signed in is over sooner, in `application.yaml`.
    private static final Duration WORKING_DAY = Duration.ofHours(12);

    /// The preview of a landing page stands in a frame; what may, says so itself.
    private static final String STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    @Bean
    @Order(2)
    SecurityFilterChain console(HttpSecurity http, SessionRegistry sessions, SignInThrottle throttle,
            OperatorStore operators, Clock clock) {
        return http
                // Both are written where the page has not written its own.
                .headers(h -> h.contentSecurityPolicy(csp -> csp.policyDirectives(STRICT))
                        .frameOptions(f -> f.disable())
                        .addHeaderWriter(new StaticHeadersWriter("X-Frame-Options", "DENY"))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN)))
                .addFilterBefore(new NoSessionFilter(), CsrfFilter.class)
                .addFilterBefore(new SignInThrottleFilter(throttle), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(a -> a.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .requestMatchers("/login", "/webjars/{*rest}", "/assets/{*rest}", "/docs/{*rest}",
                                "/actuator/health/{*rest}",
                                "/error")
                        .permitAll()
                        .anyRequest().access((who, request) -> new AuthorizationDecision(
                                who.get().getPrincipal() instanceof SignedIn operator
                                        && operator.may(PageRoutes.action(request.getRequest()).code()))))
                .requestCache(c -> c.requestCache(onlyPages()))
                .formLogin(f -> f.loginPage("/login").successHandler(signedIn(throttle, operators, clock))
                        .failureUrl("/login?why=wrong"))
                .logout(l -> l.logoutUrl("/logout").logoutSuccessUrl("/login?why=out"))
                .sessionManagement(s -> s.sessionConcurrency(c -> c.maximumSessions(MOST_SESSIONS)
                        .sessionRegistry(sessions).expiredUrl("/login?why=ended")))
                .exceptionHandling(e -> e.defaultAuthenticationEntryPointFor(partOfAPage(),
                        request -> request.getHeader("HX-Request") != null)
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"), browsers())
                        .defaultAuthenticationEntryPointFor(nothing(), _ -> true)
                        .accessDeniedHandler(refused()))
                .build();
    }

    @Bean
    SessionRegistry sessionRegistry() {
        return new SessionRegistryImpl();
    }

    /// Tells the registry when a session ends.
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    @Bean
    PasswordEncoder passwords() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    @Bean
    UserDetailsService operatorsByName(OperatorStore operators) {
        return name -> operators.signIn(name).orElseThrow(() -> new UsernameNotFoundException("nobody of this name"));
    }

    private static AuthenticationSuccessHandler signedIn(SignInThrottle throttle, OperatorStore operators,
            Clock clock) {
        var onward = new SavedRequestAwareAuthenticationSuccessHandler();
        onward.setDefaultTargetUrl("/");
        return (request, response, authentication) -> {
            if (authentication.getPrincipal() instanceof SignedIn operator) {
                request.getSession().setMaxInactiveInterval((int) WORKING_DAY.toSeconds());
                throttle.succeeded(operator.shown(), request.getRemoteAddr());
                operators.noteSignIn(operator.id(), clock.instant());
            }
            onward.onAuthenticationSuccess(request, response, authentication);
        };
    }

    /// A form whose session has ended carries a token of nobody: sign in again. Else the role does not allow it.
    private static AccessDeniedHandler refused() {
        return (_, response, denied) -> {
            if (denied instanceof CsrfException && SecurityContextHolder.getContext().getAuthentication() == null) {
                response.sendRedirect("/login?why=ended");
            } else {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        };
    }

    /// Whoever asks for HTML, not just for anything.
    private static RequestMatcher browsers() {
        var html = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return html;
    }

    /// Where a sign-in leads back to; nobody else gets a session for having asked.
    private static RequestCache onlyPages() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(new AndRequestMatcher(browsers(),
                request -> HttpMethod.GET.matches(request.getMethod())));
        return cache;
    }

    /// A program that is no browser finds nothing but the API, and is told so rather than led to a form.
    private static AuthenticationEntryPoint nothing() {
        return (_, response, _) -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }

    /// A part of a page cannot show the sign-in: the whole page goes there.
    private static AuthenticationEntryPoint partOfAPage() {
        return (_, response, _) -> {
            response.setHeader("HX-Redirect", "/login");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        };
    }
}

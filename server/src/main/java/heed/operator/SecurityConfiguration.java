package heed.operator;

import heed.web.Caller;
import heed.web.Problem;
import heed.web.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Everything under `/api` asks for a key with the scope of its route ([Routes]).
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String STRICT = "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none';"
            + " base-uri 'none'; form-action 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, ApiKeyStore keys, Clock clock, ProblemWriter problems) {
        return http.securityMatcher("/api/{*rest}").csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(h -> h.contentSecurityPolicy(csp -> csp.policyDirectives(STRICT))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterBefore(new BearerFilter(keys, clock), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(a -> a.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .requestMatchers("/api/v1/openapi.json").permitAll()
                        .requestMatchers("/api/{*rest}").access((caller, request) -> new AuthorizationDecision(
                                caller.get().getPrincipal() instanceof Caller c
                                        && Routes.scope(request.getRequest()).in(c.scopes())))
                        .anyRequest().denyAll())
                .exceptionHandling(e -> e.authenticationEntryPoint(noKey(problems))
                        .accessDeniedHandler(noScope(problems)))
                .build();
    }

    private static AuthenticationEntryPoint noKey(ProblemWriter problems) {
        return (request, response, _) -> {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"heed\"");
            problems.write(response, Problem.unauthorized(request.getHeader("Authorization") == null
                    ? "an API key is missing: Authorization: Bearer <key>"
                    : "the API key is unknown or revoked"));
        };
    }

    private static AccessDeniedHandler noScope(ProblemWriter problems) {
        return (request, response, _) -> problems.write(response,
                Problem.forbidden("this needs a key with the scope " + Routes.scope(request)));
    }
}

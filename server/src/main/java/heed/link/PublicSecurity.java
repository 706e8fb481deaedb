package heed.link;

import heed.database.ReservedConnections;
import heed.web.page.PublicPaths;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/// What recipients reach is open to everybody who has the link, and asks for nothing else (U7): no session, no cookie, no
/// token against forgery, whatever the Origin. The token in the path is what cannot be forged.
///
/// Nothing is cached, no address of a page goes on to another site, nothing foreign is loaded, no script runs, no search
/// engine keeps it.
@Configuration(proxyBeanMethods = false)
class PublicSecurity {

    private static final String STRICT = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(0)
    SecurityFilterChain publicPages(HttpSecurity http, ReservedConnections connections) {
        return http.securityMatcher(PublicPaths.PATTERNS.toArray(String[]::new)).csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Cache-Control: no-store is among what Spring Security writes by itself.
                .headers(h -> h.contentSecurityPolicy(csp -> csp.policyDirectives(STRICT))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow")))
                .addFilterAfter(new PublicConnectionsFilter(connections), AuthorizationFilter.class)
                .authorizeHttpRequests(a -> a.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .anyRequest().permitAll())
                .build();
    }
}

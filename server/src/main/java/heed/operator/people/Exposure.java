package heed.operator.people;

import heed.operator.OperatorSettings;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ForwardedHeaderFilter;

/// Who can reach the console: only this machine unless told otherwise, and loudly said where passwords would cross a
/// network in the clear.
@Configuration(proxyBeanMethods = false)
public class Exposure {
    private static final Logger LOG = LoggerFactory.getLogger(Exposure.class);

    private final ServerProperties server;
    private final OperatorSettings settings;

    Exposure(ServerProperties server, OperatorSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /// Behind a trusted proxy the caller's address and scheme are those that it says.
    @Bean
    @ConditionalOnProperty(name = "heed.trusted-proxy", havingValue = "true")
    static FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeaders() {
        var registration = new FilterRegistrationBean<>(new ForwardedHeaderFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        if (isOpen()) {
            LOG.warn("HEED IS REACHABLE FROM THE NETWORK WITHOUT TLS: passwords, keys and people's data can be read on"
                    + " their way. Put a reverse proxy with TLS in front and set HEED_TRUSTED_PROXY=true, or leave"
                    + " HEED_ADDRESS at 127.0.0.1.");
        }
    }

    /// Does this server listen to others than this machine, with nothing that protects the way?
    public boolean isOpen() {
        return isOpen(server.getAddress(), server.getSsl() != null && server.getSsl().isEnabled(),
                settings.trustedProxy());
    }

    /// The same of any address.
    static boolean isOpen(@Nullable InetAddress address, boolean tls, boolean trustedProxy) {
        return !tls && !trustedProxy && (address == null || !address.isLoopbackAddress());
    }
}

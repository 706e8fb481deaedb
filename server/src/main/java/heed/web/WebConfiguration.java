package heed.web;

import heed.rules.Moment;
import heed.web.body.MomentDeserializer;
import heed.web.body.StrictTargetFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.Formatter;
import org.springframework.format.FormatterRegistry;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/// Makes the web server take every profile key in a path (`a/b%c;d?e#f+😀`), and JSON to the letter.
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final Pattern NO_CONTROL_CHARACTER = Pattern.compile("[^\\p{IsCntrl}]*", Pattern.DOTALL);

    /// Moments in parameters are written as in bodies; an empty one is none.
    @Bean
    WebMvcConfigurer momentsInParameters() {
        return new WebMvcConfigurer() {

            @Override
            public void addFormatters(FormatterRegistry formats) {
                formats.addFormatterForFieldType(Instant.class, new MomentFormat());
            }
        };
    }

    /// What has an effect is answered as JSON whatever `Accept` says: else it would be done first, and a 406 said after.
    @Bean
    WebMvcConfigurer acceptMattersToReadersOnly() {
        ContentNegotiationStrategy readers = new HeaderContentNegotiationStrategy();
        return new WebMvcConfigurer() {

            @Override
            public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
                negotiation.strategies(List.of(request -> READS.contains(asked(request).getMethod())
                        ? readers.resolveMediaTypes(request)
                        : ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST));
            }
        };
    }

    private static HttpServletRequest asked(NativeWebRequest request) {
        return Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    }

    /// `%2F` and `%5C` stay as they are until the path has been cut into segments.
    @Bean
    TomcatConnectorCustomizer encodedSlashes() {
        return connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        };
    }

    /// In the lowest order, so that it comes before the one of Spring Boot, which writes HTML.
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemsOfTomcat() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve()));
    }

    /// Nothing here decides by path prefixes of decoded paths, so what a key may hold need not be refused.
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowUrlEncodedLineFeed(true);
        firewall.setAllowUrlEncodedCarriageReturn(true);
        firewall.setAllowUrlEncodedLineSeparator(true);
        firewall.setAllowUrlEncodedParagraphSeparator(true);
        firewall.setAllowedParameterValues(_ -> true);
        firewall.setAllowedHeaderValues(value -> NO_CONTROL_CHARACTER.matcher(value).matches());
        return firewall;
    }

    @Bean
    RequestRejectedHandler rejected(ProblemWriter problems) {
        return (_, response, _) -> problems.write(response, Problem.badRequest("the request line or a header is not"
                + " well-formed"));
    }

    /// After Spring Security, which turns away who has no key and decodes nothing that it keeps; before whatever reads
    /// parameters.
    @Bean
    FilterRegistrationBean<StrictTargetFilter> strictTargetFilter(ProblemWriter problems) {
        var filter = new FilterRegistrationBean<>(new StrictTargetFilter(problems));
        filter.addUrlPatterns("/*");
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }

    /// After Spring Security, which says who calls.
    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(Idempotency idempotency, OwnIdempotencyRoutes own,
            PlatformTransactionManager transactions, ProblemWriter problems, WebSettings settings,
            @Value("${spring.datasource.hikari.maximum-pool-size}") int poolSize) {
        var filter = new FilterRegistrationBean<>(
                new IdempotencyFilter(idempotency, own, transactions, problems, settings, poolSize));
        filter.addUrlPatterns("/api/*");
        filter.setOrder(0);
        return filter;
    }

    /// A value of another type is refused, never converted; numbers keep every digit; fields keep their order.
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json -> json
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .addModule(new SimpleModule().addDeserializer(Instant.class, new MomentDeserializer()))
                .withCoercionConfig(LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(LogicalType.Enum,
                        code -> code.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
    }

    private static final class MomentFormat implements Formatter<Instant> {

        @Override
        public Instant parse(String text, Locale locale) {
            return Moment.of(text.strip());
        }

        @Override
        public String print(Instant moment, Locale locale) {
            return moment.toString();
        }
    }
}

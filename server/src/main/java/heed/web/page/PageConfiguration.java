package heed.web.page;

import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Languages and the frame of pages.
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
    /// The languages that every text ships in; adding one is adding its `messages/*_xx.properties` and this line.
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH, Locale.GERMAN);

    private final PageFrame frame;

    PageConfiguration(PageFrame frame) {
        this.frame = frame;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(frame).excludePathPatterns("/api/{*rest}", "/webjars/{*rest}", "/assets/{*rest}")
                .excludePathPatterns(PublicPaths.PATTERNS);
    }

    @Bean
    LocaleResolver localeResolver() {
        return new OperatorLocales(LANGUAGES);
    }
}

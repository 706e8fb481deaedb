package heed.web.outage;

import heed.web.ProblemWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the answers for an outage around everything else.
@Configuration(proxyBeanMethods = false)
class OutageConfiguration {

    private static final Logger log = LoggerFactory.getLogger(OutageConfiguration.class);

    /// Before Spring Security, which looks up who calls.
    @Bean
    FilterRegistrationBean<DatabaseFilter> databaseFilter(DatabaseProblems database, ProblemWriter problems) {
        var filter = new FilterRegistrationBean<>(new DatabaseFilter(database, problems));
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    /// What is done every now and then is done the next time.
    @Bean
    SimpleAsyncTaskSchedulerCustomizer calmScheduler(DatabaseProblems database) {
        return scheduler -> scheduler.setErrorHandler(failure -> {
            if (database.of(failure).isEmpty()) {
                log.error("A scheduled job failed", failure);
            }
        });
    }
}

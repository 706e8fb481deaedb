package heed.quarantine;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the server needs of this module that is made without Spring, for `heed prepare` uses it too.
@Configuration
class QuarantineConfiguration {

    @Bean
    AddressParser addressParser(@Value("${heed.default-region:}") String defaultRegion) {
        return new AddressParser(defaultRegion);
    }
}

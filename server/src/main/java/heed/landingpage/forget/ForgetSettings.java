package heed.landingpage.forget;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long what public pages remember is kept once it is over.
///
/// @param pageKeep `HEED_PAGE_KEEP`
@ConfigurationProperties("heed")
record ForgetSettings(@DefaultValue("30d") Duration pageKeep) {}

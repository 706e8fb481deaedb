package heed.feedback.storm;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When hard errors are a storm (semantics §2).
///
/// @param least so many in a quarter of an hour, at least
/// @param factor and so many times the mean of a quarter of an hour in the last 14 days
/// @param hold without a decision it is confirmed after this time
/// @param trust after a confirmation, errors of the same kind count at once for this time
@ConfigurationProperties("heed.storm")
public record StormSettings(@DefaultValue("200") int least, @DefaultValue("5") int factor,
        @DefaultValue("72h") Duration hold, @DefaultValue("24h") Duration trust) {}

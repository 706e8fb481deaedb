package heed;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The server: every folder beside this file is one module of the product.
///
/// Started by `heed serve` (see `heed.cli`); has no `main` of its own.
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class HeedServer {}

package heed;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The server: every folder beside this file is one module of the product.
///
/// Started by `heed serve` (see `heed.cli`); has no `main` of its own.
@SpringBootApplication
public class HeedServer {}

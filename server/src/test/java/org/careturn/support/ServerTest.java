package org.careturn.support;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A test against the running server. All of these share one server and one database in a test run: each makes what it
 * needs by {@link Hospital} and counts nothing that others may have made.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Hospital.class)
public abstract class ServerTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @Autowired
    protected Hospital hospital;

    /** A connection by the role that owns the tables. */
    protected static Connection owner() throws SQLException {
        return DATABASE.owner().connect();
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }
}

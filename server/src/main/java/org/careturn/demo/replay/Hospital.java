package org.careturn.demo.replay;

import java.util.Optional;
import org.careturn.demo.replay.RecordedDay.Person;

/**
 * What the people of a replay do in a hospital. Each of these happens at the time that was set last. What was refused is
 * noted by the hospital and answered with false, or with nobody.
 */
interface Hospital {
    /** It is now so many seconds after midnight. */
    void setTime(int secondsS);

    boolean openDesk(String server);

    boolean closeDesk(String server);

    boolean arrive(Person person);

    boolean leave(Person person);

    /** Calls whoever the hospital finds to come first. */
    Optional<Person> callNext(String server);

    boolean start(String server, Person person);

    boolean serve(String server, Person person);
}

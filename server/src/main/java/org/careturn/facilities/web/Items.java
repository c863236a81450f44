package org.careturn.facilities.web;

import java.util.List;

/** A whole list, which is short by nature and needs no pages. */
record Items<T>(List<T> items) {}

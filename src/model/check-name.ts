/** What our check run is called: the name that a ruleset has to require. */
export const CHECK = "dataplan";

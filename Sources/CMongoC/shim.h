// The only door to the MongoDB C driver; only MongoStorage/Bridge imports it.

// The same declarations may be asked for by several importers in one build.
#pragma once

// The driver: clients, pools, commands, cursors, sessions. It includes libbson, whose types its functions take and
// return, so no second include is needed.
#include <mongoc/mongoc.h>

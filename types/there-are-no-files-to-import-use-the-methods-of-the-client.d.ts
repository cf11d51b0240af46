// No module, on purpose: the compiler refuses to import a subpath that is not exported, and tells this file's name.

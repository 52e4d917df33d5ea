# The libraries the house stands on: Debian's packages (deps/apt.txt) and three npm packages (deps/package.json).
set(YJ_NPM ${CMAKE_SOURCE_DIR}/deps/node_modules)
if(NOT EXISTS ${YJ_NPM}/better-sqlite3/deps/sqlite3/sqlite3.c)
  message(FATAL_ERROR "缺少 SQLite 源文件，请先运行 ./do build（它会安装所需部件）")
endif()

# SQLite's amalgamation (public domain): newer and faster than Debian's, and with string_agg as PostgreSQL has it.
add_library(yj_sqlite STATIC ${YJ_NPM}/better-sqlite3/deps/sqlite3/sqlite3.c)
target_include_directories(yj_sqlite SYSTEM PUBLIC ${YJ_NPM}/better-sqlite3/deps/sqlite3)
target_compile_definitions(yj_sqlite PRIVATE SQLITE_THREADSAFE=2 SQLITE_DQS=0 SQLITE_ENABLE_MATH_FUNCTIONS
  SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_LOAD_EXTENSION)
target_compile_options(yj_sqlite PRIVATE -O2 -w)
target_link_libraries(yj_sqlite PUBLIC m)

add_library(yj_duckdb SHARED IMPORTED)
set_target_properties(yj_duckdb PROPERTIES
  IMPORTED_LOCATION ${YJ_NPM}/@duckdb/node-bindings-linux-x64/libduckdb.so
  INTERFACE_INCLUDE_DIRECTORIES ${YJ_NPM}/duckdb/src/duckdb/src/include)

find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(fmt REQUIRED)
find_package(pugixml REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(ARGON2 REQUIRED IMPORTED_TARGET libargon2)
pkg_check_modules(TOMLPP REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(Z3 REQUIRED IMPORTED_TARGET z3)

# What each room takes from outside the house.
set(YJ_PARTS_base fmt::fmt OpenSSL::Crypto)
set(YJ_PARTS_sheet PkgConfig::XLSXWRITER ZLIB::ZLIB)
set(YJ_PARTS_store yj_sqlite yj_duckdb PostgreSQL::PostgreSQL)
set(YJ_PARTS_access PkgConfig::ARGON2)
set(YJ_PARTS_instrument PkgConfig::TOMLPP)
set(YJ_PARTS_edit PkgConfig::Z3)
set(YJ_PARTS_publish PkgConfig::TOMLPP pugixml::pugixml ZLIB::ZLIB)
set(YJ_PARTS_verify PkgConfig::TOMLPP)
set(YJ_PARTS_desk nlohmann_json::nlohmann_json)
set(YJ_PARTS_server Boost::headers OpenSSL::SSL ZLIB::ZLIB nlohmann_json::nlohmann_json)
set(YJ_PARTS_cli CLI11::CLI11 nlohmann_json::nlohmann_json)

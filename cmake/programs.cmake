# The programs: youju (the product) and tidy (the law of the house).
if(EXISTS ${CMAKE_SOURCE_DIR}/src/cli/main.cpp AND TARGET yj_cli)
  add_executable(youju src/cli/main.cpp)
  target_link_libraries(youju PRIVATE yj_cli)
  set_target_properties(youju PROPERTIES BUILD_RPATH "$ORIGIN;${YJ_NPM}/@duckdb/node-bindings-linux-x64"
    INSTALL_RPATH "$ORIGIN/../lib")
  target_compile_definitions(youju PRIVATE YJ_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
endif()

# youju-verify: one file without anything beside it, for another machine. It is built from base and the pure files of
# journal: what knows a store stays out.
file(GLOB YJ_VERIFY_SOURCES CONFIGURE_DEPENDS src/base/*.cpp src/journal/*.cpp src/verify/*.cpp)
list(FILTER YJ_VERIFY_SOURCES EXCLUDE REGEX "(_test|_bench|_shelf)\\.cpp$")
add_executable(youju-verify ${YJ_VERIFY_SOURCES})
target_compile_definitions(youju-verify PRIVATE FMT_HEADER_ONLY TOML_HEADER_ONLY=1)
find_library(YJ_STATIC_CRYPTO libcrypto.a)
if(YJ_STATIC_CRYPTO AND NOT YJ_SANITIZE)
  target_link_libraries(youju-verify PRIVATE yj_flags ${YJ_STATIC_CRYPTO})
  target_link_options(youju-verify PRIVATE -static)
else()
  target_link_libraries(youju-verify PRIVATE yj_flags OpenSSL::Crypto)
endif()

file(GLOB YJ_TIDY_SOURCES CONFIGURE_DEPENDS src/tools/tidy/*.cpp)
set(YJ_TIDY_TESTS ${YJ_TIDY_SOURCES})
list(FILTER YJ_TIDY_TESTS INCLUDE REGEX "_test\\.cpp$")
list(FILTER YJ_TIDY_SOURCES EXCLUDE REGEX "_test\\.cpp$")
if(YJ_TIDY_SOURCES)
  list(FILTER YJ_TIDY_SOURCES EXCLUDE REGEX "/main\\.cpp$")
  add_library(yj_tidy STATIC ${YJ_TIDY_SOURCES})
  target_link_libraries(yj_tidy PUBLIC yj_flags yj_base)
  add_executable(tidy src/tools/tidy/main.cpp)
  target_link_libraries(tidy PRIVATE yj_tidy)
  add_test(NAME house.tidy COMMAND tidy ${CMAKE_SOURCE_DIR})
  add_executable(tidy_test ${YJ_TIDY_TESTS})
  target_link_libraries(tidy_test PRIVATE yj_tidy GTest::gtest GTest::gmock GTest::gtest_main)
  gtest_discover_tests(tidy_test DISCOVERY_MODE PRE_TEST TEST_PREFIX tidy. PROPERTIES TIMEOUT 60)
endif()

# Every header compiles alone; headers that did not change since they last did are not compiled again.
add_test(NAME house.headers COMMAND ${CMAKE_SOURCE_DIR}/src/tools/tidy/headers.sh ${CMAKE_CXX_COMPILER}
  ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/headers)

# The edit engine beside its peers: built when bench/edit_peers asks for it.
add_executable(edit_peers EXCLUDE_FROM_ALL bench/edit_peers.cpp)
target_link_libraries(edit_peers PRIVATE yj_edit benchmark::benchmark)
set_target_properties(edit_peers PROPERTIES BUILD_RPATH "${YJ_NPM}/@duckdb/node-bindings-linux-x64")

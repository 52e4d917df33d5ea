# The programs: youju (the product) and tidy (the law of the house).
if(EXISTS ${CMAKE_SOURCE_DIR}/src/cli/main.cpp AND TARGET yj_cli)
  add_executable(youju src/cli/main.cpp)
  target_link_libraries(youju PRIVATE yj_cli)
  set_target_properties(youju PROPERTIES BUILD_RPATH "$ORIGIN;${YJ_NPM}/@duckdb/node-bindings-linux-x64"
    INSTALL_RPATH "$ORIGIN/../lib")
  target_compile_definitions(youju PRIVATE YJ_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
endif()

file(GLOB YJ_TIDY_SOURCES CONFIGURE_DEPENDS src/tools/tidy/*.cpp)
set(YJ_TIDY_TESTS ${YJ_TIDY_SOURCES})
list(FILTER YJ_TIDY_TESTS INCLUDE REGEX "_test\\.cpp$")
list(FILTER YJ_TIDY_SOURCES EXCLUDE REGEX "_test\\.cpp$")
if(YJ_TIDY_SOURCES)
  add_executable(tidy ${YJ_TIDY_SOURCES})
  target_link_libraries(tidy PRIVATE yj_flags yj_base)
  add_test(NAME house.tidy COMMAND tidy ${CMAKE_SOURCE_DIR})
endif()

# The fuzzer of rule texts (clang 19, libFuzzer, address sanitizer): `cmake --build … --target rules_fuzz`. Not
# part of `all`; the test edit.rules_fuzz builds it and runs it for a seeded while.
find_program(YJ_CLANG clang++-19)
if(YJ_CLANG)
  file(GLOB fuzzed CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/base/*.cpp ${CMAKE_SOURCE_DIR}/src/edit/notation/*.cpp
    ${CMAKE_SOURCE_DIR}/src/edit/engine/*.cpp)
  list(FILTER fuzzed EXCLUDE REGEX "(_test|_bench|/clock|/ids|/batch_[a-z]*|/column[a-z_]*|/live[a-z_]*|/kernels)\\.cpp$")
  foreach(file edit/across/fences edit/across/order_statistics edit/across/ratio_outliers edit/across/scale
          edit/check edit/check_peers edit/finding edit/rule_set instrument/cell_sheet instrument/fault
          instrument/form registry/stat_unit base/clock base/ids)
    list(APPEND fuzzed ${CMAKE_SOURCE_DIR}/src/${file}.cpp)
  endforeach()
  list(REMOVE_DUPLICATES fuzzed)
  set(objects)
  foreach(source IN LISTS fuzzed)
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR}/src ${source})
    string(REPLACE "/" "." name ${name})
    set(object ${CMAKE_BINARY_DIR}/fuzz/${name}.o)
    add_custom_command(OUTPUT ${object}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/fuzz
      COMMAND ${YJ_CLANG} -std=c++23 -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
        -I${CMAKE_SOURCE_DIR}/src -MD -MF ${object}.d -c ${source} -o ${object}
      DEPENDS ${source} DEPFILE ${object}.d VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/bin/rules_fuzz
    COMMAND ${YJ_CLANG} -fsanitize=fuzzer,address,undefined ${objects} -lfmt -lcrypto -o
      ${CMAKE_BINARY_DIR}/bin/rules_fuzz
    DEPENDS ${objects} VERBATIM)
  add_custom_target(rules_fuzz DEPENDS ${CMAKE_BINARY_DIR}/bin/rules_fuzz)
  # What libFuzzer finds worth keeping goes into the build folder; the pack's rules are what it begins with.
  add_test(NAME edit.rules_fuzz COMMAND sh -c "'${CMAKE_COMMAND}' --build . --target rules_fuzz && \
    mkdir -p fuzz/corpus && bin/rules_fuzz -seed=1 -runs=10000 -max_len=1500 -artifact_prefix=fuzz/ \
    fuzz/corpus '${CMAKE_SOURCE_DIR}/packs/unified-2025/rules'" WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
  set_tests_properties(edit.rules_fuzz PROPERTIES TIMEOUT 900)
endif()

# The edit engine for browsers: the same sources as the server's, compiled to WebAssembly, and its TypeScript face.
# wasm/edit.wasm and wasm/rooms/edit/engine.js in the build folder. Who builds one room's tests needs none of it, so
# what is missing is told when it is built and not when the build is configured.
find_program(YJ_WASM_CXX clang++-19)
find_program(YJ_WASM_LINKER wasm-ld-19)
find_program(YJ_NODE NAMES node nodejs)
find_file(YJ_WASM_LIBC libc.a PATHS /usr/lib/wasm32-wasi NO_DEFAULT_PATH)
find_file(YJ_WASM_LIBCXX libc++.a PATHS /usr/lib/wasm32-wasi NO_DEFAULT_PATH)
find_file(YJ_WASM_LIBCXXABI libc++abi.a PATHS /usr/lib/wasm32-wasi NO_DEFAULT_PATH)
find_file(YJ_WASM_RUNTIME libclang_rt.builtins-wasm32.a PATHS /usr/lib/llvm-19/lib/clang/19/lib/wasi NO_DEFAULT_PATH)
set(YJ_TSC ${CMAKE_SOURCE_DIR}/web/node_modules/typescript/bin/tsc)

set(YJ_WASM_MISSING "")
foreach(need IN ITEMS YJ_WASM_CXX=clang-19 YJ_WASM_LINKER=lld-19 YJ_WASM_LIBC=wasi-libc
    YJ_WASM_LIBCXX=libc++-19-dev-wasm32 YJ_WASM_LIBCXXABI=libc++abi-19-dev-wasm32
    YJ_WASM_RUNTIME=libclang-rt-19-dev-wasm32 YJ_NODE=npm)
  string(REPLACE "=" ";" need ${need})
  list(GET need 0 variable)
  list(GET need 1 package)
  if(NOT ${variable})
    list(APPEND YJ_WASM_MISSING ${package})
  endif()
endforeach()
if(NOT EXISTS ${YJ_TSC})
  list(APPEND YJ_WASM_MISSING "typescript (npm ci in web)")
endif()
set(YJ_WASM_FOLDER ${CMAKE_BINARY_DIR}/wasm)

if(YJ_WASM_MISSING)
  list(JOIN YJ_WASM_MISSING ", " missing)
  add_custom_target(wasm ALL
    COMMAND ${CMAKE_COMMAND} -E echo "✗ 编译浏览器模块缺少：${missing}；./do build 会安装 / The browser module needs: ${missing}"
    COMMAND ${CMAKE_COMMAND} -E false VERBATIM)
  return()
endif()

# What one report needs: no threads, files, clock, store or fmt. The columnar engine stays at the server.
set(YJ_WASM_SOURCES
  base/amount base/bytes base/credit_code base/digest base/industry_code base/invariant base/measure base/number_text
  base/period base/region_code base/result base/small_sha256 base/text base/value
  instrument/cell_sheet instrument/fault instrument/form instrument/form_bytes registry/stat_unit
  edit/check edit/finding edit/live_check edit/rule_set edit/browser/browser_face edit/browser/browser_session edit/browser/opening)
list(TRANSFORM YJ_WASM_SOURCES PREPEND ${CMAKE_SOURCE_DIR}/src/)
list(TRANSFORM YJ_WASM_SOURCES APPEND .cpp)
file(GLOB YJ_WASM_ENGINE CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/edit/engine/*.cpp
  ${CMAKE_SOURCE_DIR}/src/edit/notation/*.cpp)
list(FILTER YJ_WASM_ENGINE EXCLUDE REGEX
  "(_test|_bench|_fuzz)\\.cpp$|/(batch|column|kernel|population|group|ratio|format)[a-z_]*\\.cpp$")
set(YJ_WASM_FLAGS --target=wasm32-wasi -std=c++23 -stdlib=libc++ -fno-exceptions -fno-rtti)
set(YJ_WASM_COMPILE -Oz -ffunction-sections -fdata-sections -Wall -Wextra -I${CMAKE_SOURCE_DIR}/src)

set(YJ_WASM_OBJECTS "")
foreach(source IN LISTS YJ_WASM_SOURCES YJ_WASM_ENGINE)
  file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR}/src ${source})
  set(object ${YJ_WASM_FOLDER}/objects/${name}.o)
  get_filename_component(folder ${object} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${object}
    COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${YJ_WASM_CXX} ${YJ_WASM_FLAGS} ${YJ_WASM_COMPILE} -MD -MF ${object}.d
      -c ${source} -o ${object}
    DEPENDS ${source} DEPFILE ${object}.d COMMENT "wasm ${name}" VERBATIM)
  list(APPEND YJ_WASM_OBJECTS ${object})
endforeach()

# A stack that runs over meets the end of memory and traps; it cannot reach data.
add_custom_command(OUTPUT ${YJ_WASM_FOLDER}/edit.wasm
  COMMAND ${YJ_WASM_CXX} ${YJ_WASM_FLAGS} -mexec-model=reactor -fuse-ld=lld -Wl,--no-entry -Wl,--gc-sections
    -Wl,--strip-all -Wl,-z,stack-size=1048576 -Wl,--stack-first ${YJ_WASM_OBJECTS} -o ${YJ_WASM_FOLDER}/edit.wasm
  DEPENDS ${YJ_WASM_OBJECTS} COMMENT "wasm edit.wasm" VERBATIM)

file(GLOB_RECURSE YJ_WEB_SOURCES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/src/*.ts)
add_custom_command(OUTPUT ${YJ_WASM_FOLDER}/face.stamp
  COMMAND ${YJ_NODE} ${YJ_TSC} -p ${CMAKE_SOURCE_DIR}/web --outDir ${YJ_WASM_FOLDER}
  COMMAND ${CMAKE_COMMAND} -E touch ${YJ_WASM_FOLDER}/face.stamp
  DEPENDS ${YJ_WEB_SOURCES} ${CMAKE_SOURCE_DIR}/web/tsconfig.json ${YJ_TSC} COMMENT "web/src" VERBATIM)
file(WRITE ${YJ_WASM_FOLDER}/package.json "{ \"type\": \"module\" }\n")
add_custom_target(wasm ALL DEPENDS ${YJ_WASM_FOLDER}/edit.wasm ${YJ_WASM_FOLDER}/face.stamp)

# The module says of every case and of thousands of random reports what the engine here says, bit for bit.
if(TARGET edit_test)
  # A bench like the others for bench/record: it makes the trials first, then Node measures.
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/edit_wasm_bench.in @ONLY CONTENT [[#!/usr/bin/env bash
set -euo pipefail
YJ_BROWSER_TRIALS=@YJ_WASM_FOLDER@/trials.bin "@CMAKE_RUNTIME_OUTPUT_DIRECTORY@/edit_test" --gtest_filter='BrowserTrials.*' >/dev/null
exec "@YJ_NODE@" "@CMAKE_SOURCE_DIR@/bench/edit_wasm.mjs" "@YJ_WASM_FOLDER@" "$@"
]])
  file(MAKE_DIRECTORY ${CMAKE_RUNTIME_OUTPUT_DIRECTORY})
  file(COPY_FILE ${CMAKE_BINARY_DIR}/edit_wasm_bench.in ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/edit_wasm_bench)
  file(CHMOD ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/edit_wasm_bench PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
    GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  add_test(NAME edit.trials COMMAND edit_test --gtest_filter=BrowserTrials.*)
  set_tests_properties(edit.trials PROPERTIES FIXTURES_SETUP yj_trials
    ENVIRONMENT YJ_BROWSER_TRIALS=${YJ_WASM_FOLDER}/trials.bin)
  add_test(NAME edit.module COMMAND ${YJ_NODE} ${CMAKE_SOURCE_DIR}/web/src/rooms/edit/engine.test.mjs ${YJ_WASM_FOLDER})
  set_tests_properties(edit.module PROPERTIES FIXTURES_REQUIRED yj_trials TIMEOUT 300)
endif()

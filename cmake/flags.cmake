# How every file of ours is compiled.
add_library(yj_flags INTERFACE)
target_compile_options(yj_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast
  -Wimplicit-fallthrough -fstack-protector-strong)
target_include_directories(yj_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
# Text in braces is Chinese and the sources are UTF-8; fmt is linked, not inlined.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_definitions(yj_flags INTERFACE _FORTIFY_SOURCE=2)
else()
  target_compile_definitions(yj_flags INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(YJ_SANITIZE)
  target_compile_options(yj_flags INTERFACE -fsanitize=${YJ_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(yj_flags INTERFACE -fsanitize=${YJ_SANITIZE})
endif()
find_program(YJ_MOLD mold)
if(YJ_MOLD)
  target_link_options(yj_flags INTERFACE -fuse-ld=mold)
endif()

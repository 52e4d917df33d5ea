#include "trace/proof_text.hpp"

#include "base/invariant.hpp"

namespace yj::trace {

LogProof prove(const journal::Tree& tree, EntryIndex index, std::int64_t size, const Digest& root) {
    invariant(index.value >= 0 && index.value < size, "a proof is of an entry under the checkpoint");
    if (size > tree.size()) return {index, size, {}, root, {}};
    return {index, size, tree.node(0, index.value), root,
            journal::inclusion_proof(sha256, tree.nodes(), index.value, size)};
}

bool holds(const LogProof& proof) {
    return journal::verify_inclusion(sha256, proof.index.value, proof.size, proof.leaf, proof.path,
                                     proof.root);
}

std::string proof_text(const LogProof& proof) {
    std::string text = "存证包含证明（RFC 6962，SHA-256）\n";
    text += "条目 " + std::to_string(proof.index.value) + " / 存证点 " + std::to_string(proof.size) + " 条\n";
    text += "叶哈希 " + proof.leaf.hex() + "\n";
    for (std::size_t at = 0; at < proof.path.size(); ++at)
        text += "路径 " + std::to_string(at + 1) + " " + proof.path[at].hex() + "\n";
    text += "根哈希 " + proof.root.hex() + "\n";
    return text + (holds(proof) ? "验证通过\n" : "验证不通过\n");
}

}  // namespace yj::trace
